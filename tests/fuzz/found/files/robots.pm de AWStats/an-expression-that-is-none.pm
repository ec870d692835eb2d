@RobotsSearchIDOrder_listx=(
'(',
);
